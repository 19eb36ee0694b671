using LossDsl.Roslyn.Declarations;

namespace LossDsl.Generators.Source;

/// <summary>Opens the type <c>Terms</c> of a record, which names what a formula over tokens is given.</summary>
internal static class TermsBlock
{
    /// <summary>Opens the type; the properties follow.</summary>
    /// <param name="writer">The writer.</param>
    /// <param name="declaration">The record.</param>
    /// <param name="summary">What the type is: its text after a reference to the record.</param>
    /// <param name="given">What converts to it: its type, how a parameter of it is called, and what it is.</param>
    public static IDisposable Open(
        SourceWriter writer, Declaration declaration, (string Before, string After) summary, (string Type, string Name, string Plural, string Summary) given)
    {
        var type = $"global::LossDsl.{given.Type}<{declaration.TypeName}>";
        writer.Write($"""

            /// <summary>{summary.Before} <see cref="{declaration.Cref}"/>{summary.After}</summary>
            """);
        var block = writer.Open($"public {declaration.NewModifier}readonly struct Terms");
        writer.Write($"""
            private readonly {type} _data;

            private Terms({type} data) => _data = data;

            /// <summary>{given.Summary}</summary>
            /// <param name="{given.Name}">The {given.Plural}.</param>
            public static implicit operator Terms({type} {given.Name}) => new({given.Name});
            """);
        return block;
    }

    /// <summary>Opens the type of a record that is declared wrongly; null where the record has a member of that name.</summary>
    /// <param name="members">The record.</param>
    /// <param name="declaration">Its declaration.</param>
    /// <param name="given">What converts to it: its type, and how a parameter of it is called.</param>
    public static IDisposable? OpenThrowing(ThrowingMembers members, Declaration declaration, (string Type, string Name) given)
    {
        if (!members.Has("Terms"))
            return null;
        members.Writer.WriteLine();
        var block = members.Writer.Open("public new readonly struct Terms");
        members.Writer.Write($"public static implicit operator Terms(global::LossDsl.{given.Type}<{declaration.TypeName}> {given.Name}) => new();");
        return block;
    }
}
