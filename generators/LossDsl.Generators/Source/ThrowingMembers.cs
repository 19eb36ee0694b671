using LossDsl.Roslyn.Declarations;

namespace LossDsl.Generators.Source;

/// <summary>
/// Writes the members of a record that is declared wrongly: all that a sound one has, so that the rest of the program compiles,
/// but they throw what the rule says.
/// </summary>
/// <param name="writer">The writer.</param>
/// <param name="declaration">The record.</param>
/// <param name="fault">What is wrong with its declaration.</param>
internal sealed class ThrowingMembers(SourceWriter writer, Declaration declaration, DeclarationError fault)
{
    private readonly string _throw = $"throw new global::System.InvalidOperationException({CSharp.FormatLiteral(fault.Message)})";

    /// <summary>The writer.</summary>
    public SourceWriter Writer => writer;

    // A member of the record's own under a generated name, here or in a base, can be hidden but not overridden.
    private string VirtualModifier => fault.TakenNames.Count > 0 ? "new " : declaration.VirtualModifier;

    /// <summary>Whether a member of a name can be written: the record has no other one, and this is its first role.</summary>
    public bool Has(string name) => fault.CanGenerate(name);

    /// <summary>Writes the keys.</summary>
    public void WriteKeys(string what, IEnumerable<(string Name, string Key, string? Summary)> keys)
    {
        if (Has("Keys"))
            DeclarationWriter.WriteKeys(
                writer, declaration, what, keys.Where(key => key.Name != "Keys").GroupBy(key => key.Name).Select(same => same.First()));
    }

    /// <summary>Writes a static property.</summary>
    public void WriteStatic(string type, string name)
    {
        if (Has(name))
            writer.Write($"\npublic new static {type} {name} => {_throw};");
    }

    /// <summary>Writes a property or a method of instances.</summary>
    public void WriteMember(string type, string name, string parameters = "")
    {
        if (Has(name))
            writer.Write($"\npublic {VirtualModifier}{type} {name}{parameters} => {_throw};");
    }

    /// <summary>Writes the member of an interface under its full name, which is never taken.</summary>
    public void WriteExplicit(string type, string contract, string member, bool isStatic = false) =>
        writer.Write($"\n{(isStatic ? "static " : "")}{type} global::LossDsl.{contract}<{declaration.TypeName}>.{member} => {_throw};");

    /// <summary>Writes a property of a nested type.</summary>
    public void WriteNested(string type, string name) => writer.Write($"public {type} {name} => {_throw};");
}
