using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace LossDsl.Analyzers.ConfigFiles;

/// <summary>LDSL4006: rules between settings hold in files, too.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class BrokenRuleAnalyzer() : ConfigFileAnalyzer(Rule)
{
    /// <summary>The rule.</summary>
    public static readonly DiagnosticDescriptor Rule = Declare("LDSL4006", "The values of a config file must not contradict each other");
}
