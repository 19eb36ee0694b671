
namespace LossDsl.Roslyn.Declarations;

/// <summary>The generator's model of the record itself and of the scopes around it.</summary>
/// <param name="Namespace">The namespace; empty for the global one.</param>
/// <param name="Containers">The headers of the containing types, outermost first: <c>partial class Outer&lt;T&gt;</c>.</param>
/// <param name="Name">The name in messages: <c>NLLLossDataDict</c>.</param>
/// <param name="Kind">The keyword: <c>record</c>, or <c>class</c> for a class that should be a record.</param>
/// <param name="TypeName">The name as C# source: <c>Foo&lt;T&gt;</c>.</param>
/// <param name="Cref">The name in a <c>cref</c>: <c>Foo{T}</c>.</param>
/// <param name="HintName">The hint name of the generated file.</param>
/// <param name="IsSealed">Whether the record is sealed.</param>
/// <param name="HasCompletedBase">Whether a base record gets the same generated members, which are then hidden or
/// overridden.</param>
/// <param name="MentionsObsolete">Whether the generated code refers to obsolete members.</param>
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
    /// <summary>The modifier, with a space, of a generated member that hides that of a base record.</summary>
    public string NewModifier => HasCompletedBase ? "new " : "";

    /// <summary>The modifier, with a space, of a generated member that is dispatched at run time.</summary>
    public string VirtualModifier => HasCompletedBase ? "override " : IsSealed ? "" : "virtual ";
}
