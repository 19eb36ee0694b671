using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace LossDsl.Roslyn.Declarations;

/// <summary>LDSL1001: a declared type must be a partial record, so that another file can complete it.</summary>
/// <remarks>
/// If only <c>partial</c> is missing, the type is reported and completed nevertheless. The compiler then reports CS0260 at the
/// declaration as well, but no errors where the generated members are used.
/// </remarks>
internal static class PartialRecord
{
    public const string Id = "LDSL1001";

    /// <summary>Why another file cannot complete a type; null if it can.</summary>
    public static string? GetError(INamedTypeSymbol type) => Problem(type) is { } problem ? Message(type, problem) : null;

    /// <summary>
    /// The error that the generator reports: the type cannot be completed, or <c>partial</c> is missing; null for neither.
    /// </summary>
    public static string? GetReportedError(INamedTypeSymbol type, CancellationToken cancellation) =>
        GetError(type) ?? (NotPartial(type, cancellation) is { } problem ? Message(type, problem) : null);

    /// <summary>Reports a type that can be completed but is not a record.</summary>
    public static void Check(DiagnosticBag diagnostics)
    {
        if (diagnostics.Type is { TypeKind: TypeKind.Class, IsRecord: false } type)
            diagnostics.AddError(Id, type, location: null, Message(type, "it is a class, not a record"));
    }

    private static string Message(INamedTypeSymbol type, string problem) =>
        $"{type.Name} must be a partial record class for its members to be generated: {problem}";

    private static string? NotPartial(INamedTypeSymbol type, CancellationToken cancellation)
    {
        if (type.TypeKind != TypeKind.Class || !type.IsRecord)
            return null;
        if (!IsPartial(type, cancellation))
            return "it is not partial";
        return type.GetContainers().LastOrDefault(container => !IsPartial(container, cancellation)) is { } container
            ? $"its container {container.Name} is not partial"
            : null;
    }

    private static bool IsPartial(INamedTypeSymbol type, CancellationToken cancellation) =>
        type.DeclaringSyntaxReferences.All(part =>
            part.GetSyntax(cancellation) is TypeDeclarationSyntax declared && declared.Modifiers.Any(SyntaxKind.PartialKeyword));

    private static string? Problem(INamedTypeSymbol type)
    {
        // The compiler itself reports the attributes on anything but a class.
        if (type.TypeKind != TypeKind.Class)
            return null;
        if (type.IsStatic)
            return "it is static";
        if (type.IsFileLocal)
            return "it is local to its file";
        return type.GetContainers().LastOrDefault(container => container.IsFileLocal) is { } container
            ? $"its container {container.Name} is local to its file"
            : null;
    }
}
