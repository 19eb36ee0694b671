using Microsoft.CodeAnalysis;

namespace LossDsl.Roslyn.Declarations;

/// <summary>LDSL1012: generated code must be able to create the record.</summary>
internal static class ConstructibleRecord
{
    private const string Id = "LDSL1012";

    /// <summary>Reports what prevents it.</summary>
    /// <param name="what">What a member must be so that generated code sets it, as messages name it: <c>[Tensor]</c>.</param>
    /// <param name="isSet">Whether generated code sets a member.</param>
    /// <param name="diagnostics">Receives the diagnostics.</param>
    public static void Check(string what, Func<ISymbol, bool> isSet, DiagnosticBag diagnostics)
    {
        var type = diagnostics.Type;
        if (type.IsAbstract)
            Report(type, "it is abstract; mark the records that derive from it instead");
        else if (!type.InstanceConstructors.Any(constructor => constructor.Parameters.IsEmpty))
            Report(type, "it has no constructor without parameters; declare properties in place of parameters");
        foreach (var member in type.GetBaseTypesAndThis().SelectMany(part => part.GetMembers()))
        {
            if (member is IFieldSymbol { IsRequired: true } or IPropertySymbol { IsRequired: true } && !isSet(member))
                Report(
                    member.ContainingType.Is(type) ? member : type,
                    $"{member.Name} is required, but it is not a {what}; make it one, or remove 'required'");
        }

        void Report(ISymbol owner, string problem) =>
            diagnostics.AddError(Id, owner, location: null, $"{type.Name} cannot be constructed by generated code: {problem}");
    }
}
