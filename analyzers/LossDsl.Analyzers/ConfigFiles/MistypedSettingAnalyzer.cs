using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace LossDsl.Analyzers.ConfigFiles;

/// <summary>LDSL4004: a value must have the type of its setting.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class MistypedSettingAnalyzer() : ConfigFileAnalyzer(Rule)
{
    /// <summary>The rule.</summary>
    public static readonly DiagnosticDescriptor Rule = Declare("LDSL4004", "A value in a config file must have the type of its setting");
}
