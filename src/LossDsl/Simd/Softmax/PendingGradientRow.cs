namespace LossDsl;

/// <summary>
/// A row whose logits were replaced by exponentials, with the factors that turn them into the gradient. The row is scaled while the
/// next row is summed: summing is limited by computation and main memory, scaling by the caches, so the two overlap well.
/// </summary>
internal sealed unsafe class PendingGradientRow
{
    private List<Segment> _stretches = [], _noted = [];
    private double _logSumExp, _derivative;

    /// <summary>Whether no row is pending.</summary>
    public bool IsEmpty { get; private set; } = true;

    /// <summary>The address of the row.</summary>
    public byte* Start { get; private set; }

    /// <summary>The address of the exponentials: the row itself, or a work buffer.</summary>
    public byte* WriteExp { get; private set; }

    /// <summary>The number of logits of the row.</summary>
    public long Length { get; private set; }

    /// <summary>The index of the target, whose log-probability the gradient belongs to.</summary>
    public long Target { get; private set; }

    /// <summary>The gradient at the target.</summary>
    public double AtTarget { get; private set; }

    /// <summary>The segments of the row, in order, each with its own reference; usually one.</summary>
    public IReadOnlyList<Segment> Segments => _stretches;

    /// <summary>The factor from exponentials to gradient in a segment: <c>-g * exp(reference - lse)</c>.</summary>
    public double Factor(Segment stretch) => -_derivative * Math.Exp(stretch.Reference - _logSumExp);

    /// <summary>Starts recording the segments of the next row.</summary>
    public void BeginSegments() => _noted.Clear();

    public void AddSegment(Segment stretch) => _noted.Add(stretch);

    /// <summary>Makes the row with the recorded segments the pending row.</summary>
    public void SetRow(byte* start, byte* exponentials, long length, double logSumExp, double derivative, long target, double atTarget)
    {
        (_stretches, _noted) = (_noted, _stretches);
        Start = start;
        WriteExp = exponentials;
        (Length, Target, AtTarget) = (length, target, atTarget);
        (_logSumExp, _derivative, IsEmpty) = (logSumExp, derivative, false);
    }

    /// <summary>Marks the pending row as scaled.</summary>
    public void Complete() => IsEmpty = true;

    /// <summary>A range of exponentials with one reference, from the first index (inclusive) to the second (exclusive).</summary>
    public readonly record struct Segment(long From, long To, double Reference);
}
