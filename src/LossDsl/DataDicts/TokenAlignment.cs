namespace LossDsl;

/// <summary>Which token an entry of a per-token tensor describes.</summary>
/// <remarks>
/// Logits at position <c>t</c> predict token <c>t+1</c>, so a sequence of <c>S</c> tokens has <c>S-1</c> predictions.
/// The alignment says which <c>S-1</c> entries belong to them; the generated next-token view takes exactly those.
/// </remarks>
public enum TokenAlignment
{
    /// <summary>The tensor is not per token.</summary>
    None,

    /// <summary>Entry <c>t</c> describes token <c>t</c>: the view drops the first entry.</summary>
    Current,

    /// <summary>Entry <c>t</c> describes token <c>t+1</c>: the view drops the last entry.</summary>
    Next,
}
