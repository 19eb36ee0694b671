// LDSL1012 error: no constructor without parameters
[LossConfig]
public sealed partial record /*!*/Config([property: Range(0, 1)] double Beta);
