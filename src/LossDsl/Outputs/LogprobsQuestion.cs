namespace LossDsl;

/// <summary>Learns which log-probabilities a formula asks for; it answers with zeros.</summary>
/// <param name="inner">The output that it stands for.</param>
internal sealed class LogprobsQuestion(ModelOutput inner) : StandIn(inner), IDisposable
{
    private int _questions;

    /// <summary>The tokens that were asked for.</summary>
    public Tensor? Ids { get; private set; }

    /// <summary>Which of them are masked.</summary>
    public Tensor? Absent { get; private set; }

    /// <summary>The type to compute in.</summary>
    public ScalarType DType { get; private set; }

    /// <summary>Whether the formula asked for log-probabilities once and for nothing else.</summary>
    public bool IsTheOnlyOne => _questions == 1 && Ids is not null;

    /// <inheritdoc/>
    public override Tensor Logprobs(Tensor ids, Tensor absent, ScalarType dtype)
    {
        Dispose();
        _questions++;
        // Kept beyond the scope of whoever asks.
        (Ids, Absent, DType) = (ids.alias().DetachFromDisposeScope(), absent.alias().DetachFromDisposeScope(), dtype);
        return zeros(ids.shape, dtype: dtype, device: ids.device);
    }

    /// <inheritdoc/>
    public override Tensor ToLogits()
    {
        _questions += 2;
        return base.ToLogits();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Ids?.Dispose();
        Absent?.Dispose();
    }
}
