using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace LossDsl.Analyzers.ConfigFiles;

/// <summary>LDSL4001: every key of a config file must be one of its config.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class UnknownSettingAnalyzer() : ConfigFileAnalyzer(Rule)
{
    /// <summary>The rule.</summary>
    public static readonly DiagnosticDescriptor Rule = Declare("LDSL4001", "A config file must have only keys of its config");
}
