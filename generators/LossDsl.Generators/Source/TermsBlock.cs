using LossDsl.Roslyn.Declarations;

namespace LossDsl.Generators.Source;

/// <summary>Opens the nested type <c>Terms</c> of a record, which names the inputs or outputs of a formula.</summary>
internal static class TermsBlock
{
    /// <summary>Opens the type; the caller writes its properties.</summary>
    /// <param name="writer">The writer.</param>
    /// <param name="declaration">The record.</param>
    /// <param name="summary">The type's summary before and after the reference to the record.</param>
    /// <param name="given">The type that converts to it, the name and the noun of the conversion's parameter, and the
    /// conversion's summary.</param>
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

    /// <summary>Opens the type for an invalid record; null if the record itself has a member of that name.</summary>
    /// <param name="members">Writes the members of the record.</param>
    /// <param name="declaration">The record.</param>
    /// <param name="given">The type that converts to it, and the name of the conversion's parameter.</param>
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
