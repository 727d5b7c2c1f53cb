/*
 * A long-lived speech recogniser: loads its model once, then takes one utterance at a time.
 *
 * Arguments are pocketsphinx's own (-hmm, -lm, -dict, ...). Audio is 16 kHz mono s16le.
 * In, on stdin: messages of one type byte, a big-endian u32 length, and that many bytes.
 *   S start   A audio   E end (answers `final`)   X abort (answers `aborted`)
 * Out, on stdout, one JSON a line:
 *   {"type":"ready"}
 *   {"type":"partial","text":"...","context":2.5}      only when the words change; the mean of `context` below
 *   {"type":"final","words":[{"word":"...","startMs":0,"endMs":0,"acoustic":0.0,"posterior":0.0,"context":3}]}
 *   {"type":"aborted"}
 * `acoustic` is the log-likelihood per 10 ms frame relative to the best sound of any kind in that frame
 * (0 is best; needs -compallsen yes), `posterior` the share of the word among its rivals, `context` how many
 * words in a row the language model knew (1 to 3).
 * A broken message ends the process with status 2: the pool starts another.
 */
#include <math.h>
#include <pocketsphinx.h>
#include <sphinxbase/cmn.h>
#include <sphinxbase/feat.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { MAX_PAYLOAD = 1 << 20, MAX_PARTIAL = 4096, FRAME_MS = 10, CEPSTRA = 13 };

/*
 * What the means of an utterance are taken to be before any of it is heard: those of close speech, measured over
 * 200 orders by five synthetic voices. The model's own are of other microphones and cost 1 word in 50.
 */
static const mfcc_t EXPECTED_MEAN[CEPSTRA] = {43.90f, -2.89f, 1.73f, 10.85f, 0.47f, -2.51f, 0.03f,
                                              -4.15f, -3.99f, -3.21f, -1.94f, -1.12f, 0.92f};

/*
 * Noise of at most so much is added (-76 dBFS), the same to every utterance: a microphone always has some, and
 * without it the exact zeros of synthetic or gated speech bend the features of the sound beside them.
 */
enum { DITHER = 8 };

static void dither(int16 *samples, size_t count, uint32_t *state) {
    for (size_t i = 0; i < count; i++) {
        *state = *state * 1664525u + 1013904223u;
        int sample = samples[i] + (int)((*state >> 16) % (2 * DITHER + 1)) - DITHER;
        samples[i] = (int16)(sample > INT16_MAX ? INT16_MAX : sample < INT16_MIN ? INT16_MIN : sample);
    }
}

static int is_filler(const char *word) {
    return word[0] == '<' || word[0] == '[' || word[0] == '+';
}

/* Alternative pronunciations are listed as word(2). */
static int bare_length(const char *word) {
    const char *paren = strchr(word, '(');
    return paren ? (int)(paren - word) : (int)strlen(word);
}

static void print_escaped(const char *text, int length) {
    for (int i = 0; i < length; i++) {
        unsigned char c = (unsigned char)text[i];
        if (c == '"' || c == '\\') putchar('\\');
        if (c >= 0x20) putchar(c);
    }
}

static double mean_context(ps_decoder_t *decoder) {
    int words = 0, sum = 0;
    for (ps_seg_t *seg = ps_seg_iter(decoder); seg; seg = ps_seg_next(seg)) {
        int32 acoustic, language, backoff;
        if (!ps_seg_word(seg) || is_filler(ps_seg_word(seg))) continue;
        ps_seg_prob(seg, &acoustic, &language, &backoff);
        sum += backoff;
        words++;
    }
    return words ? (double)sum / words : 0;
}

static void print_partial(ps_decoder_t *decoder, char *last) {
    int32 score;
    const char *text = ps_get_hyp(decoder, &score);
    if (!text || !strcmp(text, last)) return;
    snprintf(last, MAX_PARTIAL, "%s", text);
    fputs("{\"type\":\"partial\",\"text\":\"", stdout);
    print_escaped(text, (int)strlen(text));
    printf("\",\"context\":%.3f}\n", mean_context(decoder));
    fflush(stdout);
}

static void print_final(ps_decoder_t *decoder) {
    logmath_t *logmath = ps_get_logmath(decoder);
    int count = 0;
    fputs("{\"type\":\"final\",\"words\":[", stdout);
    for (ps_seg_t *seg = ps_seg_iter(decoder); seg; seg = ps_seg_next(seg)) {
        const char *word = ps_seg_word(seg);
        if (!word || is_filler(word)) continue;
        int start, end;
        int32 acoustic, language, backoff;
        ps_seg_frames(seg, &start, &end);
        int32 posterior = ps_seg_prob(seg, &acoustic, &language, &backoff);
        int frames = end - start + 1;
        printf("%s{\"word\":\"", count++ ? "," : "");
        print_escaped(word, bare_length(word));
        printf("\",\"startMs\":%d,\"endMs\":%d,\"acoustic\":%.3f,\"posterior\":%.4f,\"context\":%d}",
               start * FRAME_MS, (end + 1) * FRAME_MS,
               acoustic * log(logmath_get_base(logmath)) / (frames > 0 ? frames : 1),
               logmath_exp(logmath, posterior), backoff);
    }
    puts("]}");
    fflush(stdout);
}

/* Cepstral means and the noise estimate drift with what was heard before; each utterance starts from the same
 * ones, so that the same audio always gives the same words. */
static void forget_earlier_audio(ps_decoder_t *decoder) {
    feat_t *feat = ps_get_feat(decoder);
    if (feat->cmn_struct) cmn_live_set(feat->cmn_struct, EXPECTED_MEAN);
    ps_start_stream(decoder);
}

static int read_message(int *type, uint8_t *payload, uint32_t *length) {
    uint8_t head[5];
    if (fread(head, 1, 5, stdin) != 5) return 0;
    *type = head[0];
    *length = (uint32_t)head[1] << 24 | (uint32_t)head[2] << 16 | (uint32_t)head[3] << 8 | head[4];
    if (*length > MAX_PAYLOAD || *length % 2) exit(2);
    return fread(payload, 1, *length, stdin) == *length;
}

static void serve(ps_decoder_t *decoder) {
    static uint8_t payload[MAX_PAYLOAD];
    char last[MAX_PARTIAL] = "";
    int type, is_open = 0;
    uint32_t length, noise = 1;
    while (read_message(&type, payload, &length)) {
        if (type == 'S' ? is_open : !is_open) exit(2);
        switch (type) {
        case 'S':
            forget_earlier_audio(decoder);
            noise = 1;
            ps_start_utt(decoder);
            last[0] = 0;
            is_open = 1;
            break;
        case 'A':
            dither((int16 *)payload, length / 2, &noise);
            ps_process_raw(decoder, (const int16 *)payload, length / 2, FALSE, FALSE);
            print_partial(decoder, last);
            break;
        case 'E':
            ps_end_utt(decoder);
            print_final(decoder);
            is_open = 0;
            break;
        case 'X':
            ps_end_utt(decoder);
            puts("{\"type\":\"aborted\"}");
            fflush(stdout);
            is_open = 0;
            break;
        default:
            exit(2);
        }
    }
}

int main(int argc, char **argv) {
    cmd_ln_t *config = cmd_ln_parse_r(NULL, ps_args(), argc, argv, TRUE);
    ps_decoder_t *decoder = config ? ps_init(config) : NULL;
    if (!decoder) {
        fputs("the recogniser could not load its model\n", stderr);
        return 1;
    }
    puts("{\"type\":\"ready\"}");
    fflush(stdout);
    serve(decoder);
    ps_free(decoder);
    cmd_ln_free_r(config);
    return 0;
}
