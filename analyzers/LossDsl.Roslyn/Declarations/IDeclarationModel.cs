namespace LossDsl.Roslyn.Declarations;

/// <summary>A model of what to add to a record.</summary>
internal interface IDeclarationModel
{
    /// <summary>The record.</summary>
    Declaration Declaration { get; }

    /// <summary>Why its members can only throw; null where the declaration is sound.</summary>
    DeclarationError? DeclarationError { get; }
}
