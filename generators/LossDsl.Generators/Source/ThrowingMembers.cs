using LossDsl.Roslyn.Declarations;

namespace LossDsl.Generators.Source;

/// <summary>
/// Writes the members of an invalid record. It gets the same members as a valid one, so that the rest of the program compiles,
/// but they throw the message of the rule.
/// </summary>
/// <param name="writer">The writer.</param>
/// <param name="declaration">The record.</param>
/// <param name="fault">Why the declaration is invalid.</param>
internal sealed class ThrowingMembers(SourceWriter writer, Declaration declaration, DeclarationError fault)
{
    private readonly string _throw = $"throw new global::System.InvalidOperationException({CSharp.FormatLiteral(fault.Message)})";

    public SourceWriter Writer => writer;

    // A handwritten member with a generated name, in this record or a base, can be hidden but not overridden.
    private string VirtualModifier => fault.TakenNames.Count > 0 ? "new " : declaration.VirtualModifier;

    /// <summary>Whether a member can be generated: the record has no member of that name, and this is its first role.</summary>
    public bool Has(string name) => fault.CanGenerate(name);

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

    /// <summary>Writes an instance property or method.</summary>
    public void WriteMember(string type, string name, string parameters = "")
    {
        if (Has(name))
            writer.Write($"\npublic {VirtualModifier}{type} {name}{parameters} => {_throw};");
    }

    /// <summary>Writes an explicit interface implementation, whose name cannot conflict with other members.</summary>
    public void WriteExplicit(string type, string interfaceName, string member, bool isStatic = false) =>
        writer.Write($"\n{(isStatic ? "static " : "")}{type} global::LossDsl.{interfaceName}<{declaration.TypeName}>.{member} => {_throw};");

    /// <summary>Writes a property of a nested type.</summary>
    public void WriteNested(string type, string name) => writer.Write($"public {type} {name} => {_throw};");
}
