using LossDsl.Analyzers.Declarations;
using LossDsl.Analyzers.Tests.Harness;
using Microsoft.CodeAnalysis;

namespace LossDsl.Analyzers.Tests.Declarations;

public sealed class DefaultsTests() : RuleTest<DeclarationsMustBeWellFormed>("LDSL1022")
{
    [Theory]
    [InlineData("[LossConfig] public partial record Config { [Range(1, 10)] public int [|Steps|] { get; init; } }", "Steps is 0; it must be between 1 and 10, but it has no initializer: make it required, or give it a legal default")]
    [InlineData("[LossConfig] public partial record Config { [AllowedValues(2, 4)] public int [|Steps|] { get; init; } }", "Steps is 0; it must be one of 2, 4, but it has no initializer: make it required, or give it a legal default")]
    [InlineData("[LossConfig] public partial record Config { [Requires(nameof(Clip))] public bool [|Dual|] { get; init; } = true; public double? Clip { get; init; } }", "Dual is true; that requires Clip not to be null, but it is null, by default: change one of the defaults, or make one of the settings required")]
    [InlineData("[LossConfig] public partial record Config { [ConflictsWith(nameof(B))] public bool [|A|] { get; init; } = true; public bool B { get; init; } = true; }", "A is true; that conflicts with B, which is true, by default: change one of the defaults, or make one of the settings required")]
    public Task What_a_config_has_by_default_is_legal(string source, string message) => Reports(DiagnosticSeverity.Warning, source, message);

    [Theory]
    [InlineData("[LossConfig] public partial record Config { [Range(1, 10)] public required int Steps { get; init; } }")]
    [InlineData("[LossConfig] public partial record Config { [Range(1, 10)] public int Steps { get; init; } = 11; }")] // LDSL3001
    [InlineData("[LossConfig] public partial record Config { [Range(1, 10)] public int? Steps { get; init; } [AllowedValues(\"a\")] public string? Mode { get; init; } }")]
    [InlineData("[LossConfig] public partial record Config { public Config() => Steps = 3; [Range(1, 10)] public int Steps { get; init; } }")]
    [InlineData("[LossConfig] public partial record Config { public bool Dual { get; init; } = true; [RequiredWhen(nameof(Dual))] public double? Clip { get; init; } }")]
    public Task Silent_where_it_is_or_is_not_known(string source) => ReportsNothing(source);
}
