namespace LossDsl.Roslyn.Declarations;

/// <summary>What all generator models have in common.</summary>
internal interface IDeclarationModel
{
    Declaration Declaration { get; }

    /// <summary>Why the generated members throw; null if the declaration is valid.</summary>
    DeclarationError? DeclarationError { get; }
}
