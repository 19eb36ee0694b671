// LDSL3002 error: CorrectionLowerBound is 2; it must be at most CorrectionUpperBound, which is 1.5
class Trainer
{
    static PolicyGradientLossConfig Corrected() => new()
    {
        CorrectionLevel = CorrectionLevel.Token, CorrectionLowerBound = /*!*/2, CorrectionUpperBound = 1.5,
    };
}
