namespace LossDsl.Generators.Declarations;

/// <summary>A model of what to add to a record.</summary>
internal interface IDeclared
{
    /// <summary>The record.</summary>
    Declaration Declaration { get; }
}
