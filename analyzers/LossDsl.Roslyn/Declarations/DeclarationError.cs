namespace LossDsl.Roslyn.Declarations;

/// <summary>Why the members of a record can only throw.</summary>
/// <param name="Message">What is wrong with its declaration: the message of the rule.</param>
/// <param name="Taken">The names that the record has given to members of its own, so that nothing can be generated under them.</param>
/// <param name="IsSecondaryRole">Whether another attribute of the record adds the members that programs call.</param>
internal sealed record DeclarationError(string Message, EquatableArray<string> TakenNames, bool IsSecondaryRole)
{
    /// <summary>Whether a member of a name can be generated.</summary>
    public bool CanGenerate(string name) => !IsSecondaryRole && !TakenNames.Contains(name);
}
