using LossDsl.Generators.Tests.Harness;

namespace LossDsl.Generators.Tests.Snapshots;

public sealed class HintNameTests
{
    [Fact]
    public void Files_are_named_after_their_types()
    {
        var generation = Generation.Of("""
            [LossConfig] internal partial record Config;

            namespace My
            {
                [LossConfig] internal partial record Config;
                [LossConfig] internal partial record Config<T>;

                internal partial class Outer<T>
                {
                    [LossConfig] internal partial record Config<TOther>;
                }
            }
            """);

        Assert.Empty(generation.Complaints);
        Assert.Equal(["Config.g.cs", "My.Config.g.cs", "My.Config`1.g.cs", "My.Outer`1.Config`1.g.cs"], generation.HintNames);
    }

    [Fact]
    public void Types_that_differ_in_case_alone_get_files_of_their_own()
    {
        var generation = Generation.Of("""
            namespace My { [LossConfig] internal partial record Config; [LossConfig] internal partial record CONFIG; }
            namespace MY { [LossConfig] internal partial record Config; }
            """);

        Assert.Empty(generation.Complaints);
        Assert.Equal(["MY.Config.g.cs", "My-1.CONFIG.g.cs", "My-1.Config-1.g.cs"], generation.HintNames.Order(StringComparer.Ordinal));
    }
}
