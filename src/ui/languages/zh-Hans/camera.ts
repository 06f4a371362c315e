import type { camera as model } from '../en/camera.ts';

export const camera: typeof model = {
  title: '摄像头',
  aim: '请把付款码放进框里',
  starting: '摄像头正在启动…',
  close: '关闭摄像头',
  turn: '换摄像头',
  light: '补光灯',
  trouble: {
    denied: '本页不能使用摄像头。请在浏览器设置里允许，再按“用摄像头”。',
    none: '这台平板没有摄像头。',
    inUse: '别的程序正在使用摄像头。请关闭它，再按“用摄像头”。',
    failed: '摄像头启动不了。请用扫码枪。',
  },
  tryAgain: '重试',
};
