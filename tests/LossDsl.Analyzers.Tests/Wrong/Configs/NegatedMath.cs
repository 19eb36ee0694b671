// LDSL3001 error: SftLossWeight is -2
static class Trainer { static DPOLossConfig Make(DPOLossConfig config) => config with { SftLossWeight = /*!*/-Math.Abs(2.0) }; }
