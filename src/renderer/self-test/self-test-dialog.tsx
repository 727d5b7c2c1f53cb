import { useState } from 'react';
import type { DeviceTest, SelfTest } from '../../shared/ipc/self-test-calls.ts';
import type { Result } from '../../shared/result.ts';
import { Button } from '../ui/button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { Icon } from '../ui/icon.tsx';
import { useWords } from '../words/use-words.ts';

type Test = () => Promise<Result<SelfTest, string>>;
type State =
  | { readonly name: 'asked' | 'running' }
  | { readonly name: 'done'; readonly report: SelfTest }
  | { readonly name: 'failed'; readonly why: string };

export type SelfTestDialogProps = { readonly onTest: Test; readonly onClose: () => void };

export function SelfTestDialog({ onTest, onClose }: SelfTestDialogProps) {
  const { selfTest: words } = useWords();
  const [state, setState] = useState<State>({ name: 'asked' });
  const start = async () => {
    setState({ name: 'running' });
    const result = await onTest();
    setState(
      result.ok ? { name: 'done', report: result.value } : { name: 'failed', why: result.failure },
    );
  };
  const isRunning = state.name === 'running';
  return (
    <Dialog title={words.title} wide onClose={onClose}>
      <p>{words.help}</p>
      <div role="status" className="self-test-now" data-running={isRunning}>
        {isRunning && (
          <>
            <Icon name="mic" /> <strong>{words.speak}</strong>
          </>
        )}
        {state.name === 'failed' && <p className="problem">{state.why}</p>}
        {state.name === 'done' && <Summary report={state.report} />}
      </div>
      {state.name === 'done' && <Devices devices={state.report.devices} />}
      <div className="device-actions">
        <Button look="primary" icon="mic" disabled={isRunning} onClick={() => void start()}>
          {state.name === 'asked' || isRunning ? words.start : words.again}
        </Button>
      </div>
    </Dialog>
  );
}

function Summary({ report }: { readonly report: SelfTest }) {
  const { selfTest: words } = useWords();
  const failed = report.devices.filter(({ verdict }) => verdict !== 'healthy').length;
  return (
    <strong data-tone={report.passed ? 'good' : 'danger'} className="self-test-sum">
      <Icon name={report.passed ? 'check' : 'alert'} />{' '}
      {report.passed ? words.allPass : words.someFail(failed)}
    </strong>
  );
}

function Devices({ devices }: Pick<SelfTest, 'devices'>) {
  const { selfTest: words } = useWords();
  return (
    <>
      <ul className="self-test-devices">
        {devices.map((each) => (
          <Device key={`${each.laneId} ${each.use}`} {...each} />
        ))}
      </ul>
      {devices.some(({ figures }) => figures?.playedMs !== undefined) && <p>{words.heard}</p>}
    </>
  );
}

function Device({ lane, use, device, verdict, figures }: DeviceTest) {
  const { selfTest: words } = useWords();
  const passed = verdict === 'healthy';
  return (
    <li className="self-test-device" data-tone={passed ? 'good' : 'danger'}>
      <strong className="self-test-verdict">
        <Icon name={passed ? 'check' : 'alert'} /> {passed ? words.pass : words.fail}
      </strong>
      <div>
        <p>
          <strong>{lane}</strong> · {words.use[use]}
          {device !== '' && ` · ${device}`}
        </p>
        <p>{words.verdicts[verdict]}</p>
        {figures !== undefined && (
          <p className="about">
            {words.figures(
              figures.loudestDbfs,
              figures.floorDbfs,
              figures.clippedPercent,
              figures.missingMs,
            )}
          </p>
        )}
      </div>
    </li>
  );
}
