using Microsoft.CodeAnalysis;

namespace LossDsl.Analyzers;

/// <summary>Makes the descriptors of rules, so that each rule says only what is its own.</summary>
internal static class Rule
{
    /// <summary>Where the page of a rule lies: <c>{HelpRoot}LDSL1001.md</c>.</summary>
    public const string HelpRoot = "https://github.com/lossdsl/lossdsl/blob/main/docs/rules/";

    /// <summary>A rule about what is certainly wrong: an error unless a project says otherwise.</summary>
    public static DiagnosticDescriptor Error(string id, string category, string title, string message) =>
        new(id, title, message, category, DiagnosticSeverity.Error, isEnabledByDefault: true, helpLinkUri: $"{HelpRoot}{id}.md");
}
