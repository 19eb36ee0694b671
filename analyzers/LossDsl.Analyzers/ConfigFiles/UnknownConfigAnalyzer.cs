using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace LossDsl.Analyzers.ConfigFiles;

/// <summary>LDSL4009: the type that the item names must be a config, and only one.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class UnknownConfigAnalyzer() : ConfigFileAnalyzer(Rule)
{
    /// <summary>The rule.</summary>
    public static readonly DiagnosticDescriptor Rule = Declare("LDSL4009", "A listed config file must name its config");
}
