using FsCheck;
using FsCheck.Fluent;
using LossDsl.Hostile.Tests.Draws;
using LossDsl.Hostile.Tests.Running;

namespace LossDsl.Hostile.Tests;

/// <summary>
/// Every config file is either refused with the names of all invalid keys, or gives exactly the settings that it has.
/// </summary>
public sealed class HostileConfigTests
{
    [Fact]
    public void Clipped_policy_gradient() => CheckCases<ClippedPGLossConfig>(ClippedPGLossConfig.FromJson, ClippedPGLossConfig.FromYaml);

    [Fact]
    public void Policy_gradient() => CheckCases<PolicyGradientLossConfig>(PolicyGradientLossConfig.FromJson, PolicyGradientLossConfig.FromYaml);

    [Fact]
    public void Direct_preference_optimization() => CheckCases<DPOLossConfig>(DPOLossConfig.FromJson, DPOLossConfig.FromYaml);

    private static void CheckCases<T>(Func<string, string?, T> fromJson, Func<string, string?, T> fromYaml)
        where T : class, ILossConfig<T>
    {
        var schema = T.Schema;
        var names = SettingText.Names<T>();
        var draws = Arb.From(
            Gen.Choose(0, int.MaxValue).Select(seed => ConfigCase.Generate(schema.Fields, names, new Random(seed))), draw => draw.Simpler());
        var read = 0;
        Check.One(Seeds.Config(Seeds.Count(20_000)), Prop.ForAll(draws, draw =>
        {
            var wrong = WrongKeys(schema, draw).ToList();
            var expected = wrong.Count > 0 ? null : SchemaSettings<T>.Make(draw.Lines.ToDictionary(
                line => schema.Fields.First(field => field.Key == line.Key).Property, line => line.Value.Value));
            if (expected is not null)
                wrong.AddRange(SettingRules.FindErrors(schema, expected).Select(property => schema.Fields.First(field => field.Property == property).Key));
            try
            {
                var config = (draw.IsYaml ? fromYaml : fromJson)(draw.Text, null);
                Assert.Empty(wrong);
                Assert.Equal(expected, config);
                read++;
            }
            catch (LossConfigException error)
            {
                Assert.NotEmpty(wrong);
                Assert.All(wrong, key => Assert.Contains(error.Violations, violation => $"{violation.Key} {violation.Problem}".Contains(key, StringComparison.Ordinal)));
            }
        }));
        Assert.InRange(read, Seeds.Count(20_000) / 40, Seeds.Count(20_000) * 4 / 5);
    }

    private static IEnumerable<string> WrongKeys(ConfigSchema schema, ConfigCase draw)
    {
        foreach (var field in schema.Fields)
        {
            var values = draw.Lines.Where(line => line.Key == field.Key).Select(line => line.Value.Value).ToList();
            var isRight = values.Count == 0 ? !field.IsRequired : values.Count == 1 && values[0] switch
            {
                null => field.IsNullable,
                bool => field.Type == typeof(bool),
                double => field.Type == typeof(double),
                var value => SettingRules.Choices(field)?.Contains(value) == true,
            };
            if (!isRight)
                yield return field.Key;
        }

        foreach (var (key, _) in draw.Lines)
        {
            if (!schema.Fields.Any(field => field.Key == key))
                yield return key;
        }
    }
}
