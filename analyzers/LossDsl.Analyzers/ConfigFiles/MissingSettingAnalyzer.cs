using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace LossDsl.Analyzers.ConfigFiles;

/// <summary>LDSL4002: a config file must have every required key.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class MissingSettingAnalyzer() : ConfigFileAnalyzer(Rule)
{
    /// <summary>The rule.</summary>
    public static readonly DiagnosticDescriptor Rule = Declare("LDSL4002", "A config file must have the required keys");
}
