namespace LossDsl.Analyzers.Tensors.Shapes;

/// <summary>A symbolic length.</summary>
/// <param name="Scope">The scope of the name, such as one batch: equal names in two batches may have different lengths.</param>
/// <param name="Name">The name.</param>
/// <param name="IsDeclared">Whether a shape declares the name, so that another declared name of the scope is meant to be a
/// different length.</param>
internal sealed record DimensionSymbol(object Scope, string Name, bool IsDeclared = true);
