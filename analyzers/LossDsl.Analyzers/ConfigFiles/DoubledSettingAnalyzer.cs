using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace LossDsl.Analyzers.ConfigFiles;

/// <summary>LDSL4003: a key must not stand twice.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class DoubledSettingAnalyzer() : ConfigFileAnalyzer(Rule)
{
    /// <summary>The rule.</summary>
    public static readonly DiagnosticDescriptor Rule = Declare("LDSL4003", "A key of a config file must stand once");
}
