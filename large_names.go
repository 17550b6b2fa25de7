package main

import (
	"fmt"
	"math/rand/v2"

	"huiyin/order"
)

// The names of the large territory are put together from syllables. All are
// invented; whoever is really called so is meant by none of them.
type syllable struct{ zh, en string }

var (
	placeFirst = []syllable{{"清", "Qing"}, {"和", "He"}, {"云", "Yun"}, {"松", "Song"}, {"桂", "Gui"}, {"柳", "Liu"}}
	placeLast  = []syllable{{"泉", "quan"}, {"园", "yuan"}, {"桥", "qiao"}, {"湖", "hu"}, {"坊", "fang"}}
	surnames   = []syllable{{"白", "Bai"}, {"程", "Cheng"}, {"邓", "Deng"}, {"范", "Fan"}, {"高", "Gao"}, {"韩", "Han"}, {"姜", "Jiang"},
		{"康", "Kang"}, {"梁", "Liang"}, {"孟", "Meng"}, {"潘", "Pan"}, {"秦", "Qin"}, {"任", "Ren"}, {"沈", "Shen"}, {"谭", "Tan"},
		{"汪", "Wang"}, {"夏", "Xia"}, {"杨", "Yang"}, {"邹", "Zou"}, {"贾", "Jia"}}
	givenFirst = []syllable{{"春", "Chun"}, {"国", "Guo"}, {"海", "Hai"}, {"建", "Jian"}, {"丽", "Li"}, {"明", "Ming"}, {"秀", "Xiu"},
		{"永", "Yong"}, {"志", "Zhi"}, {"晓", "Xiao"}}
	givenLast = []syllable{{"安", "an"}, {"兰", "lan"}, {"峰", "feng"}, {"华", "hua"}, {"军", "jun"}, {"玲", "ling"}, {"平", "ping"},
		{"强", "qiang"}, {"英", "ying"}, {"云", "yun"}}
	trades   = []syllable{{"家电维修", "Appliance Repairs"}, {"开锁", "Locksmith"}, {"五金", "Hardware"}, {"管道疏通", "Drain Cleaning"}}
	numerals = []string{"一", "二", "三", "四", "五", "六", "七", "八", "九"}
)

// placeNames are the names of n communities, each once, in the order of chance.
func placeNames(r *rand.Rand, n int) []order.Name {
	var list []order.Name
	for _, a := range placeFirst {
		for _, b := range placeLast {
			list = append(list, order.Name{ZH: a.zh + b.zh, EN: a.en + b.en})
		}
	}
	r.Shuffle(len(list), func(i, j int) { list[i], list[j] = list[j], list[i] })
	return list[:n]
}

// personName is somebody's name. As in life, some are called alike.
func personName(r *rand.Rand) order.Name {
	s, a, b := surnames[r.IntN(len(surnames))], givenFirst[r.IntN(len(givenFirst))], givenLast[r.IntN(len(givenLast))]
	return order.Name{ZH: s.zh + a.zh + b.zh, EN: fmt.Sprintf("%s%s %s", a.en, b.en, s.en)}
}

// joinNames puts two names together: 清泉 + 物业.
func joinNames(a order.Name, zh, en string) order.Name {
	return order.Name{ZH: a.ZH + zh, EN: a.EN + en}
}
