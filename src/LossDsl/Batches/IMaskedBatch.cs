namespace LossDsl;

/// <summary>A batch with the two masks by which losses count what is valid.</summary>
public interface IMaskedBatch
{
    /// <summary>Which tokens count. Shape <c>[B, S]</c>, entry <c>t</c> for token <c>t</c>; exactly 0 means absent.</summary>
    Tensor TokenMask { get; }

    /// <summary>Which rows count. Shape <c>[B]</c>; exactly 0 means absent.</summary>
    Tensor SampleMask { get; }
}
