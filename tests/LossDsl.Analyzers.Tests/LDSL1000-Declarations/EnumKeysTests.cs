using LossDsl.Analyzers.Declarations;
using LossDsl.Analyzers.Tests.Harness;

namespace LossDsl.Analyzers.Tests.Declarations;

public sealed class EnumKeysTests() : RuleTest<DeclarationsMustBeWellFormed>("LDSL1023")
{
    [Fact]
    public Task Two_members_with_one_key_cannot_be_told_apart() => Reports(
        "public enum Mode { MeanOf, Mean_Of, Sum } [LossConfig] public partial record Config { public Mode? [|Mode|] { get; init; } }",
        "Mode is of type Mode, whose members MeanOf and Mean_Of are both 'mean_of' in a file: rename one of them");

    [Fact]
    public Task Silent_where_two_names_are_one_value() => ReportsNothing(
        "public enum Mode { MeanOf, Mean_Of = MeanOf, Sum } [LossConfig] public partial record Config { public Mode Mode { get; init; } }");
}
