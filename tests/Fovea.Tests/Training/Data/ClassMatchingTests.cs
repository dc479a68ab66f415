using System.Linq;
using Fovea.Training.Data;
using Xunit;

namespace Fovea.Tests.Training.Data;

public sealed class ClassMatchingTests
{
    private static readonly string[] Network = ["background", "road", "curb", "mark"], Data = ["Sky", "Road", "", "Pavement", "Unlabelled"];

    [Fact]
    public void Without_names_numbers_are_the_networks_own()
    {
        ClassMatching matching = ClassMatching.Of(Network, [], []);
        Assert.Equal(Network, matching.Names);
        Assert.Equal((2, 3), (matching.OfNetwork(2), matching.OfData(3)));
        Assert.Empty(matching.Notes);
    }

    [Fact]
    public void Classes_of_the_same_name_match()
    {
        ClassMatching matching = ClassMatching.Of(Network, Data, []);
        Assert.Equal(["Road"], matching.Names);
        Assert.Equal([-1, 0, -1, -1], Enumerable.Range(0, 4).Select(matching.OfNetwork));
        Assert.Equal([-1, 0, -1, -1, -1], Enumerable.Range(0, 5).Select(matching.OfData));
        Assert.Contains(matching.Notes, n => n.StartsWith("The network does not know Sky, Pavement, Unlabelled", System.StringComparison.Ordinal));
        Assert.Equal((-1, -1), (matching.OfNetwork(4), matching.OfData(9)));
    }

    [Theory]
    [InlineData("road,mark=Road", "*=*")]
    [InlineData("*=*", "mark , ROAD=road")]
    public void Rules_bring_classes_together_and_a_star_takes_the_rest(params string[] rules)
    {
        ClassMatching matching = ClassMatching.Of(Network, Data, rules);
        int road = matching.Names.ToList().IndexOf("Road"), rest = matching.Names.ToList().IndexOf("background+curb");
        Assert.Equal(1, road + rest);
        Assert.Equal([rest, road, rest, road], Enumerable.Range(0, 4).Select(matching.OfNetwork));
        // What has no name or is unlabelled is no class.
        Assert.Equal([rest, road, -1, rest, -1], Enumerable.Range(0, 5).Select(matching.OfData));
    }

    [Theory]
    [InlineData("road", "matches no classes")]
    [InlineData("street=Road", "names the class 'street', which the network does not have. It has background, road")]
    [InlineData("road=Street", "which the data does not have")]
    [InlineData("road=", "leaves one side without a class")]
    [InlineData("road,road=Road", "twice")]
    public void Rules_that_name_nothing_are_refused(string rule, string told) =>
        Assert.Contains(told, Assert.Throws<DataException>(() => ClassMatching.Of(Network, Data, [rule])).Message);

    [Fact]
    public void Nothing_in_common_is_refused_with_both_lists()
    {
        string message = Assert.Throws<DataException>(() => ClassMatching.Of(["cat"], ["dog"], [])).Message;
        Assert.Contains("The network's: cat. The data's: dog.", message);
        Assert.Contains("--map", message);
    }
}
