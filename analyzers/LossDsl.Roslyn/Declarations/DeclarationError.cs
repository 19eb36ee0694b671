namespace LossDsl.Roslyn.Declarations;

/// <summary>Why the generated members of a record throw instead of doing their work.</summary>
/// <param name="Message">The message of the first diagnostic that is an error.</param>
/// <param name="TakenNames">Names of generated members that the record declares itself, so that nothing can be generated under
/// them.</param>
/// <param name="IsSecondaryRole">Whether another attribute of the record already adds the members that user code calls.</param>
internal sealed record DeclarationError(string Message, EquatableArray<string> TakenNames, bool IsSecondaryRole)
{
    /// <summary>Whether a member with a name can be generated.</summary>
    public bool CanGenerate(string name) => !IsSecondaryRole && !TakenNames.Contains(name);
}
