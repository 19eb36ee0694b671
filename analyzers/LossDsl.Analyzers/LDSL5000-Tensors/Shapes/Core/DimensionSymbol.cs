namespace LossDsl.Analyzers.Tensors.Shapes;

/// <summary>A length that is known by name only.</summary>
/// <param name="Scope">What the name belongs to, such as one batch: equal names of two batches may have two lengths.</param>
/// <param name="Name">The name.</param>
/// <param name="IsDeclared">Whether a contract declares it, so that another declared name of the scope is meant to be another length.</param>
internal sealed record DimensionSymbol(object Scope, string Name, bool IsDeclared = true);
