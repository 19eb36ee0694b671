
namespace LossDsl.Roslyn.Declarations;

/// <summary>The record that is completed, and the way there from the outermost scope.</summary>
/// <param name="Namespace">Its namespace; empty for the global one.</param>
/// <param name="Containers">The headers of the types around it, outermost first: <c>partial class Outer&lt;T&gt;</c>.</param>
/// <param name="Name">Its name for people: <c>NLLLossDataDict</c>.</param>
/// <param name="Kind">Its keyword: <c>record</c>, or <c>class</c> of a type that should be one.</param>
/// <param name="TypeName">Its name in code: <c>Foo&lt;T&gt;</c>.</param>
/// <param name="Cref">Its name in documentation: <c>Foo{T}</c>.</param>
/// <param name="HintName">The name of the generated file.</param>
/// <param name="IsSealed">Whether nothing can derive from it.</param>
/// <param name="HasCompletedBase">Whether it derives from a record that the same feature completes, whose members it then hides.</param>
/// <param name="MentionsObsolete">Whether the generated code mentions something obsolete.</param>
internal sealed record Declaration(
    string Namespace,
    EquatableArray<string> Containers,
    string Name,
    string Kind,
    string TypeName,
    string Cref,
    string HintName,
    bool IsSealed,
    bool HasCompletedBase,
    bool MentionsObsolete)
{
    /// <summary>The modifier, with a space, of a member that hides the one of a base record.</summary>
    public string NewModifier => HasCompletedBase ? "new " : "";

    /// <summary>The modifier, with a space, of a member that must do the same on a variable of the base type.</summary>
    public string VirtualModifier => HasCompletedBase ? "override " : IsSealed ? "" : "virtual ";
}
