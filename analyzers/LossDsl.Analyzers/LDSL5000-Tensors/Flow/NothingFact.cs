namespace LossDsl.Analyzers.Tensors.Flow;

/// <summary>Null, or zeros: what a sum or a list begins with.</summary>
internal sealed record NothingFact : Fact
{
    /// <summary>The only one.</summary>
    public static readonly NothingFact Instance = new();
}
