namespace LossDsl.Analyzers.Tensors.Flow;

/// <summary>Null, or zeros: what a sum or a list begins with.</summary>
internal sealed record ZeroValue : AbstractValue
{
    /// <summary>The only one.</summary>
    public static readonly ZeroValue Instance = new();
}
