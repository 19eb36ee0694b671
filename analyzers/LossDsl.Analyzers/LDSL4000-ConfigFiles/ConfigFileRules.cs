using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace LossDsl.Analyzers.ConfigFiles;

/// <summary>The descriptors of the rules about config files. The messages are those of the runtime's config reader.</summary>
internal static class ConfigFileRules
{
    public static readonly DiagnosticDescriptor KeysMustBeKnown = Declare(
        "LDSL4001", "A config file must have only keys of its config");

    public static readonly DiagnosticDescriptor RequiredKeysMustExist = Declare(
        "LDSL4002", "A config file must have the required keys");

    public static readonly DiagnosticDescriptor KeysMustBeUnique = Declare(
        "LDSL4003", "A key of a config file must be specified once");

    public static readonly DiagnosticDescriptor ValuesMustHaveTheirTypes = Declare(
        "LDSL4004", "A value in a config file must have the type of its setting");

    public static readonly DiagnosticDescriptor ValuesMustBeAllowed = Declare(
        "LDSL4005", "A value in a config file must be one that its setting allows");

    public static readonly DiagnosticDescriptor ValuesMustNotContradict = Declare(
        "LDSL4006", "The values of a config file must not contradict each other");

    public static readonly DiagnosticDescriptor FilesMustBeReadable = Declare(
        "LDSL4007", "A config file must be readable");

    public static readonly DiagnosticDescriptor SectionsMustExist = Declare(
        "LDSL4008", "A config file must have the section that is listed");

    public static readonly DiagnosticDescriptor FilesMustNameTheirConfigs = Declare(
        "LDSL4009", "A listed config file must name its config");

    /// <summary>All rules about config files.</summary>
    public static readonly ImmutableArray<DiagnosticDescriptor> All =
    [
        KeysMustBeKnown,
        RequiredKeysMustExist,
        KeysMustBeUnique,
        ValuesMustHaveTheirTypes,
        ValuesMustBeAllowed,
        ValuesMustNotContradict,
        FilesMustBeReadable,
        SectionsMustExist,
        FilesMustNameTheirConfigs,
    ];

    private static DiagnosticDescriptor Declare(string id, string title) => new(
        id,
        title,
        "{0}",
        Category.ConfigFiles,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: HelpLink.Root + id + ".md");
}
