namespace LossDsl;

/// <summary>What may be taken for granted of a strip of tokens: known when its loops are compiled.</summary>
internal interface IStripKind
{
    /// <summary>
    /// Whether no exponent is far from 0, so that powers of e are ordinary numbers and so are products of two, and each
    /// token weighs 1 or nothing.
    /// </summary>
    static abstract bool IsPlain { get; }
}

/// <summary>A strip as nearly all are.</summary>
internal readonly struct PlainStrip : IStripKind
{
    public static bool IsPlain => true;
}

/// <summary>A strip in which anything may stand.</summary>
internal readonly struct AnyStrip : IStripKind
{
    public static bool IsPlain => false;
}
