namespace LossDsl;

/// <summary>
/// A row in which exponentials lie where its logits were, with what makes its gradient of them. It is scaled while the
/// row after it is summed: that keeps the processor busy, this its caches, and memory never waits.
/// </summary>
internal sealed unsafe class PendingGradientRow
{
    private List<Segment> _stretches = [], _noted = [];
    private double _logSumExp, _derivative;

    /// <summary>Whether there is none.</summary>
    public bool IsEmpty { get; private set; } = true;

    /// <summary>Where it begins.</summary>
    public byte* Start { get; private set; }

    /// <summary>Where its exponentials lie: there, or in working memory.</summary>
    public byte* WriteExp { get; private set; }

    /// <summary>How many logits it has.</summary>
    public long Length { get; private set; }

    /// <summary>The place whose log-probability the gradient is of.</summary>
    public long Target { get; private set; }

    /// <summary>The gradient there.</summary>
    public double AtTarget { get; private set; }

    /// <summary>The stretches that have one reference each, from the first logit on: mostly one.</summary>
    public IReadOnlyList<Segment> Segments => _stretches;

    /// <summary>What makes the gradient of the exponentials of a stretch: <c>-g * exp(reference - lse)</c>.</summary>
    public double Factor(Segment stretch) => -_derivative * Math.Exp(stretch.Reference - _logSumExp);

    /// <summary>Begins to note the stretches of the row that may be the next one here.</summary>
    public void BeginSegments() => _noted.Clear();

    /// <summary>Notes one.</summary>
    public void AddSegment(Segment stretch) => _noted.Add(stretch);

    /// <summary>Holds the row whose stretches have been noted.</summary>
    public void SetRow(byte* start, byte* exponentials, long length, double logSumExp, double derivative, long target, double atTarget)
    {
        (_stretches, _noted) = (_noted, _stretches);
        Start = start;
        WriteExp = exponentials;
        (Length, Target, AtTarget) = (length, target, atTarget);
        (_logSumExp, _derivative, IsEmpty) = (logSumExp, derivative, false);
    }

    /// <summary>Holds none: it has been scaled.</summary>
    public void Complete() => IsEmpty = true;

    /// <summary>Exponentials with one reference, from one place to before another.</summary>
    public readonly record struct Segment(long From, long To, double Reference);
}
