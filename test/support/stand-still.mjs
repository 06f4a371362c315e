// Loaded ahead of a till (--import): at SIGUSR2 its event loop stands still for ever.
process.on('SIGUSR2', () => {
  for (;;);
});
