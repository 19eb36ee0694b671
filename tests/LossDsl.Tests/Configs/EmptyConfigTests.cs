using Microsoft.Extensions.Configuration;

namespace LossDsl.Tests.Configs;

/// <summary>A config without settings, files without keys, and no file at all.</summary>
public sealed class EmptyConfigTests
{
    [Fact]
    public void A_config_without_settings_is_written_and_read()
    {
        Assert.Equal("{}\n", new NoSettings().ToJson());
        Assert.Equal("{}\n", new NoSettings().ToYaml());
        Assert.Equal(new NoSettings(), NoSettings.FromJson(new NoSettings().ToJson()));
        Assert.Equal(new NoSettings(), NoSettings.FromYaml(new NoSettings().ToYaml()));
    }

    [Fact]
    public void Its_schema_says_nothing_of_keys_that_are_not_there() => Assert.Equal(
        """
        {
          "$schema": "https://json-schema.org/draft/2020-12/schema",
          "title": "NoSettings",
          "type": "object",
          "properties": {
            "$schema": {
              "type": "string"
            }
          },
          "additionalProperties": false
        }

        """,
        NoSettings.JsonSchema());

    [Fact]
    public void A_configuration_without_keys_lacks_the_required_ones() => Assert.Contains(
        "beta is missing; it is required",
        Assert.Throws<LossConfigException>(() => SampleConfig.FromConfiguration(new ConfigurationBuilder().Build())).Message);

    [Fact]
    public void What_is_read_must_be_given()
    {
        Assert.Equal("json", Assert.Throws<ArgumentNullException>(() => SampleConfig.FromJson(null!)).ParamName);
        Assert.Equal("yaml", Assert.Throws<ArgumentNullException>(() => SampleConfig.FromYaml(null!)).ParamName);
        Assert.Equal("configuration", Assert.Throws<ArgumentNullException>(() => SampleConfig.FromConfiguration(null!)).ParamName);
        Assert.Equal("path", Assert.Throws<ArgumentNullException>(() => SampleConfig.FromFile(null!)).ParamName);
        Assert.Equal("path", Assert.Throws<ArgumentException>(() => SampleConfig.FromFile("")).ParamName);
        Assert.Equal("config", Assert.Throws<ArgumentNullException>(() => LossConfig.Validate<SampleConfig>(null!)).ParamName);
    }
}

[LossConfig]
internal sealed partial record NoSettings;
