// Expected: nothing
static class Trainer
{
    static DPOLossConfig Make(DPOLossConfig config, int warm) => config with { SftLossWeight = warm > 10 ? 0.1 * 2 : 1 - 0.5, PreferenceLossWeight = Math.Max(0, warm) };
}
