using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace LossDsl.Analyzers.ConfigFiles;

/// <summary>LDSL4008: the section that the item names must be there, and be a mapping.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class MissingSectionAnalyzer() : ConfigFileAnalyzer(Rule)
{
    /// <summary>The rule.</summary>
    public static readonly DiagnosticDescriptor Rule = Declare("LDSL4008", "A config file must have the section that is listed");
}
