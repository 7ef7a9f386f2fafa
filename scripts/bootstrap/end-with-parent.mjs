// Loaded into web and worker with --import: when the launcher is gone, however it died, they end
// in good order by themselves instead of living on as orphans.
if (process.channel) {
  process.on('disconnect', () => process.kill(process.pid, 'SIGTERM'))
  process.channel.unref()
}
