using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace LossDsl.Analyzers.ConfigFiles;

/// <summary>LDSL4005: a value must be in range, or one of the allowed ones.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class IllegalSettingAnalyzer() : ConfigFileAnalyzer(Rule)
{
    /// <summary>The rule.</summary>
    public static readonly DiagnosticDescriptor Rule = Declare("LDSL4005", "A value in a config file must be one that its setting allows");
}
