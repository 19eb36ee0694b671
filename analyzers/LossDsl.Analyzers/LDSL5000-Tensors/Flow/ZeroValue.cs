namespace LossDsl.Analyzers.Tensors.Flow;

/// <summary>Null, or a tensor of zeros: the initial value of a sum or a list.</summary>
internal sealed record ZeroValue : AbstractValue
{
    public static readonly ZeroValue Instance = new();
}
