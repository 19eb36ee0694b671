// LDSL3001 error: SftLossWeight is -3
static class Trainer
{
    static DPOLossConfig Make(DPOLossConfig config, bool hard)
    {
        var weight = hard ? 1.0 : 0.5;
        const double sign = -1;
        return config with { SftLossWeight = /*!*/sign * 3, PreferenceLossWeight = weight };
    }
}
