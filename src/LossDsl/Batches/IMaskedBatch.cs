namespace LossDsl;

/// <summary>A batch with the two masks by which losses count what is valid.</summary>
public interface IMaskedBatch
{
    /// <summary>Which tokens count. Shape <c>[B, S]</c>, entry <c>t</c> for token <c>t</c>; exactly 0 means absent.</summary>
    Tensor TokenMask { get; }

    /// <summary>Which rows count. Shape <c>[B]</c>; exactly 0 means absent.</summary>
    Tensor SampleMask { get; }

    /// <summary>
    /// Whether rows 0 and 1, 2 and 3, ... are pairs, of which each counts where both of its rows count and not at all
    /// elsewhere. An invalid row then takes its partner out of the counts.
    /// </summary>
    bool CountsInPairs => false;

    /// <summary>
    /// Whether every position counts by its own entry of the mask, as for values, and not by that of the token that it predicts.
    /// </summary>
    bool CountsEveryPosition => false;
}
