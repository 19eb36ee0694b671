namespace LossDsl;

/// <summary>A batch with a token mask and a sample mask, by which losses count valid tokens and sequences.</summary>
public interface IMaskedBatch
{
    /// <summary>The token mask; exactly 0 means masked. Shape <c>[B, S]</c>, entry <c>t</c> for token <c>t</c>.</summary>
    Tensor TokenMask { get; }

    /// <summary>The sample mask; exactly 0 means masked. Shape <c>[B]</c>.</summary>
    Tensor SampleMask { get; }

    /// <summary>
    /// Whether rows 0 and 1, 2 and 3, ... are pairs. A pair counts only if neither row is masked: a masked row removes its partner from the
    /// counts.
    /// </summary>
    bool CountsInPairs => false;

    /// <summary>
    /// Whether position <c>t</c> counts by the mask of token <c>t</c>, as for values, instead of by the mask of token <c>t+1</c> that it
    /// predicts.
    /// </summary>
    bool CountsEveryPosition => false;
}
